const all = (selector, li) => [...(li || document).querySelectorAll(selector)]
const $ = (selector, li) => all(selector, li)[0]
const on = addEventListener
const later = (act, delay) => {
  clearTimeout(act.timer)
  act.timer = setTimeout(act, delay)
}

const dress = li => {
  const time = li && $('time', li)
  if (!time) return
  for (const time of all('time:not([title])', li))
    [time.title, time.textContent] = [{ dateStyle: 'full' }, time.dataset].map(how =>
      (dress[JSON.stringify(how)] ||= Intl.DateTimeFormat(page.lang, how)).format(new Date(time.dateTime)))
  li.tabIndex = -1
  if ($('time', li.previousElementSibling || connection)?.title !== time.title) li.dataset.day = time.title
  else delete li.dataset.day
  $('#pending-' + li.dataset.nonce)?.remove()
}

const me = page.dataset.user
const keep = () => {
  sessionStorage[me] = JSON.stringify(all('.pending').map(li => li.post))
  look()
}
const stash = () => {
  for (const box of all('.composer > textarea')) if (box.value !== box.defaultValue) sessionStorage[me + box.id] = box.value
  outbox.append(...all('[data-home]'))
}
const home = li => ($('#' + li.dataset.home) || outbox).append(li)
const pend = post => {
  const li = $('.pending', pending.content).cloneNode(1)
  const form = $('form', li)
  $('p', li).textContent = post.body
  for (const name in post) form[name].value = post[name]
  li.id = 'pending-' + post.nonce
  $('[role=alert]', li).id = 'refusal-' + post.nonce
  li.dataset.home = `room-${post.room}-outbox`
  li.post = post
  home(li)
  htmx.process(li)
  return li
}

const refocus = li => (li.isConnected ? li : $('#' + li.closest('[id]').id + ' a') || main).focus()
const shut = li => {
  const old = $(':focus', li) && li.from
  stash()
  li.remove()
  if (old) refocus(old)
  tidy()
}

const swaps = {
  log(log, lis, { cursor }) {
    if ($(':active', log)) return setTimeout(swaps.log, 99, ...arguments)
    const view = log.closest('[data-room]')
    for (const li of lis) {
      const old = $('#' + li.id)
      const { seq, stamp } = li.dataset
      if (old?.dataset.stamp - stamp > 0) continue
      if (old) {
        const at = all('a, button', old).findIndex(li => li.matches(':focus'))
        for (const box of all('details', li)) box.open = $('[open]', old)
        $('.message__more', li)?.replaceWith($('.message__more', old))
        old.replaceWith(li)
        if (at > 0) (held = all('a, button', li)[at] || $('a', li)).focus()
      }
      else if ($('.newer', log) || $('.older', log) && $('.message', log)?.dataset.seq - seq > 0) continue
      else log.insertBefore(li, all('.message', log).find(li => li.dataset.seq - seq > 0))
      dress(li)
      if (!old && li.dataset.author !== me && view.dataset.ready === '') news.push(li.textContent)
      dress(li.nextElementSibling)
    }
    const old = all('.message', log).at(-200)
    if (all('.message', log).at(-300) && $('.scroller', view).scrollTop > -2000) {
      while (old.previousSibling) old.previousSibling.remove()
      log.insertAdjacentHTML('afterbegin', log.nextElementSibling.innerHTML.replaceAll('=0', '=' + old.dataset.seq))
      htmx.process(log)
      dress(old)
    }
    const box = $('[name=log]', view)
    if (cursor - box?.value.split(':')[1] > 0) box.value = view.dataset.room + ':' + cursor
  },
  list(list, lis) {
    lis.forEach((li, i) => {
      if (li.isEqualNode(list.children[i])) return
      $('#' + li.id)?.remove()
      list.insertBefore(li, list.children[i])
    })
    while (list.children[lis.length]) list.lastChild.remove()
  },
  upsert(list, lis) {
    for (const li of lis) {
      const old = $('#' + li.id)
      const box = $('textarea', old || li)
      li.from = $(':focus')
      if (!old) {
        list.prepend(li)
        if (box) box.selectionStart = 1e5
      }
      else if (box) box.focus()
      else if (!$('[aria-current], :active', old)) {
        old.replaceWith(li)
        li.closest('.composer')?.body.focus()
      }
    }
  },
  close(li) {
    li.popover ? li.hidePopover() : shut(li)
  },
  ready(page, lis, data) {
    for (const view of all('#main, .panel')) view.dataset.ready = ''
    connection.dataset.state = connection.innerText && 'back'
    pause = data.pause
  }
}

htmx.defineExtension('parley', {
  transformResponse: text =>
    text.replace(/(?<=oob=")\w+:(#[\w-]+)/g, (swap, id) => ($(id) ? swap : 'none:body')),
  handleSwap(style, target, { children, dataset }) {
    const lis = swaps[style] && [...children]
    swaps[style]?.(target, lis, dataset)
    return lis
  }
})

let socket, wrapper, late, left, due, held, pause = 500
const heard = () => {
  held = document.activeElement
  late = clearTimeout(late)
  later(ask, 3e4)
}
const ask = (delay = 1e4) => {
  socket?.readyState && htmx.trigger('#hello', 'hello')
  late ||= socket && setTimeout(lose, delay)
}
const connect = () => wrapper.reconnect()
const wake = () => {
  heard()
  keep()
  if (!document.hidden) socket ? ask(5e3) : later(connect)
}
const lose = code => {
  socket = socket.close()
  for (const view of all('[data-ready]')) {
    delete view.dataset.ready
    view.dataset.read--
  }
  heard()
  connection.dataset.state = code > 4e3 ? 'out' : 'lost'
  later(code > 4e3 ? () => left || location.reload() : connect, pause * Math.random())
  if (pause < 8e3) pause *= 2
}
htmx.createWebSocket = url => {
  socket = new WebSocket(url)
  socket.addEventListener('close', event => {
    event.stopImmediatePropagation()
    if (event.target === socket) lose(event.code)
  })
  return socket
}
on('visibilitychange', wake)
on('online', wake)
on('beforeunload', () => left = 1)
on('pagehide', stash)
on('htmx:wsConfigSend', event => wrapper = event.detail.socketWrapper)
on('htmx:wsOpen', () => wrapper.queue.length = 0)
on('htmx:wsBeforeMessage', heard)
on('htmx:wsAfterMessage', () => {
  if (!held.isConnected) refocus(held)
  keep()
})

let news = []
const icon = $('[rel=icon]')
const attend = () => {
  due = 0
  if (!document.hidden) {
    if (news[0]) voice.textContent = news[3] ? voice.dataset.many + news.length : news
    news = []
    for (const view of all('[data-ready]')) {
      const form = $('[name=log]', view) && $('.reading', view)
      if (!form) continue
      const lis = all('.message', view).filter(li => li.dataset.seq - view.dataset.read > 0)
      if (lis.length && $('.scroller', view).scrollTop > -60) {
        view.dataset.read = form.seq.value = lis.at(-1).dataset.seq
        htmx.trigger(form, 'seen')
      }
      $('.jump a', view).dataset.unread = lis.length
    }
  }
  let unread = news.length
  for (const box of all('[name=unread]')) unread -= -box.value.split(':')[1]
  document.title = document.title.replace(/^(\(\d+\) )?/, unread ? `(${unread}) ` : '')
  icon.href = icon.dataset[unread ? 'unread' : 'read']
}
const look = () => due ||= setTimeout(attend, 1e3)
on('scroll', look, 1)

on('submit', event => {
  const { target: form, submitter } = event
  const { room, most, empty, long } = form.dataset
  const box = form.body
  if (form === press) htmx.ajax('post', submitter.formAction, { values: new FormData(form, submitter), source: connection }).catch(wake)
  else if (!$(`#room-${room}-outbox`)) return box && (box.id += [room], box.defaultValue = box.value)
  event.preventDefault()
  if (!box) return
  const wrong = box.value.length > most ? long + (box.value.length - most) : box.value.trim() ? '' : empty
  $('[role=alert]', form).textContent = wrong
  box.focus()
  if (wrong) return
  const reply = $('.reply :checked', form)
  pend({ room, body: box.value, reply_to: reply?.value || '', nonce: 1e17 + Math.random() * 1e17 }).scrollIntoView()
  box.value = form.at.value = ''
  reply?.click()
  keep()
})

on('input', ({ target: { form, value, selectionEnd } }) => {
  if (form?.at && (form.at.value = value.slice(0, selectionEnd).match(/^\/\w*$|\B@\S*$/))) htmx.trigger(form.at, 'seen')
})

on('keydown', event => {
  const { target, keyCode } = event
  const form = target.closest('.composer')
  const name = form?.at?.value && $(`[data-at*=${JSON.stringify(form.at.value)}]`, form)
  const menu = $(':popover-open')
  const mod = event.ctrlKey || event.metaKey ? '^' : ''
  const view = mod || target.selectionStart == null ? banner : !target.value && form
  const step = (event.altKey || menu) && (keyCode === 40) - (keyCode === 38)
  const lis = all(menu ? '[type=search], a, button' : '.message, .stop', menu)
  const keys = `[data-keys~=${JSON.stringify(mod + event.key)} i]`
  const li = step
    ? lis.at(lis.findIndex(li => li.contains(target)) + step)
    : keyCode === 27
      ? name ? (form.at.value = '', form.body) : !menu && $(':scope > [data-act], .panel__close, [open] > summary, :target > a', target.closest('[data-home], .panel'))
      : keyCode === 13 ? $(':focus > .message__more') : view && ($(keys, form || view) || $(keys, view))
  if (li) {
    event.preventDefault()
    li.focus()
    step || li.click()
  }
  if (keyCode === 13 && target === form?.body && !event.shiftKey && matchMedia('(pointer:fine)').matches) {
    event.preventDefault()
    name ? name.click() : form.requestSubmit()
  }
})

on('click', event => {
  const { form, value, href, dataset: { name, mark = '', to, act } } = event.target.closest('a, button') || connection
  const box = $(to)
  if (box) {
    href ? event.preventDefault() : box.replaceChildren()
    htmx.ajax('get', value || href, { source: box }).catch(wake)
  }
  if (name || mark) {
    const box = form.body
    box.focus()
    if (name) box.selectionStart -= form.at.value.length
    document.execCommand('insertText', 0, name || mark + box.value.slice(box.selectionStart, box.selectionEnd) + mark)
    box.selectionEnd = box.selectionStart -= mark.length
  }
  if (act === 'copy') {
    const li = event.target.nextElementSibling
    li.hidden = event.preventDefault()
    li.value ||= event.target
    li.select()
    return document.execCommand(act)
  }
  if (!act) return
  const li = event.target.closest('[data-home], .panel')
  if (act === 'edit') {
    const { room, body, reply_to } = li.post
    const box = $(`#room-${room}-body`)
    if (!box) return
    box.value = body + box.value
    $(`#room-${room}-reply [value="${reply_to}"]`)?.click()
    box.focus()
  }
  li[act]?.()
  shut(li)
})

const tidy = () => {
  all(`.panel[data-room="${main.dataset.room}"]`).forEach(shut)
  all('#outbox > *').forEach(home)
  const li = $('.unread:not([tabindex])')
  all('.log > *').forEach(dress)
  li?.scrollIntoView()
  for (const box of all('.composer > textarea')) {
    if (sessionStorage[me + box.id] != null) box.value = sessionStorage[me + box.id]
    delete sessionStorage[me + box.id]
  }
  ask()
  keep()
}
on('htmx:historyCacheMiss', stash)
on('htmx:beforeSwap', event => event.target === view && stash())
on('htmx:afterSettle', ({ target }) => {
  if (target === view) main.focus({ preventScroll: 1 })
  if (location.hash && !$(':target')) {
    location.replace(location)
    history.replaceState({ htmx: 1 }, '')
  }
  $('.message:not([tabindex])')?.innerText ? tidy() : later(tidy)
})

on('DOMContentLoaded', () => {
  document.cookie = `tz=${Intl.DateTimeFormat().resolvedOptions().timeZone};path=/`
  JSON.parse(sessionStorage[me] || '[]').forEach(pend)
  tidy()
})
