const all = (selector, root) => [...(root || document).querySelectorAll(selector)]
const $ = (selector, root) => all(selector, root)[0]
const on = addEventListener
const later = (act, delay) => {
  clearTimeout(act.timer)
  act.timer = setTimeout(act, delay)
}

const { lang } = $('html')
const dress = li => {
  const time = li && $('time', li)
  if (!time) return
  for (const time of all('time:not([title])', li)) {
    time.title = new Date(time.dateTime).toLocaleString(lang, { dateStyle: 'full' })
    time.textContent = new Date(time.dateTime).toLocaleString(lang, time.dataset)
  }
  li.dataset.day = time.title
  li.tabIndex = -1
  if ($('time', li.previousElementSibling || line)?.title === time.title) delete li.dataset.day
  $('#pending-' + li.dataset.nonce)?.remove()
}

const me = page.dataset.user
const keep = () => {
  sessionStorage[me] = JSON.stringify(all('.pending').map(li => li.post))
  look()
}
const parts = '[data-home], .panel'
const stash = () => {
  for (const box of all('[data-room] > textarea')) if (box.value !== box.defaultValue) sessionStorage[me + box.id] = box.value
  outbox.append(...all('[data-home]'))
}
const home = li => ($('#' + li.dataset.home) || outbox).append(li)
const pend = (...post) => {
  const [room, nonce, text, reply = ''] = post
  const li = $('#pending').content.firstElementChild.cloneNode(true)
  const form = $('form', li)
  li.id = 'pending-' + nonce
  li.post = post
  li.dataset.home = `room-${room}-outbox`
  form.room.value = room
  form.nonce.value = nonce
  form.reply_to.value = reply
  form.body.value = $('p', li).textContent = text
  $('[role=alert]', li).id = 'refusal-' + nonce
  home(li)
  htmx.process(li)
  return li
}

const refocus = li => (li.isConnected ? li : $(`#${li.closest('[id]').id} a`) || main).focus()
const shut = li => {
  const from = $(':focus', li) && li.from
  stash()
  li.remove()
  if (from) refocus(from)
  tidy()
}

const swaps = {
  log(log, lis, { cursor }) {
    const view = log.closest('[data-room]')
    for (const li of lis) {
      const old = $('#' + li.id)
      const { seq } = li.dataset
      if (old?.dataset.stamp - li.dataset.stamp > 0) continue
      if (old && $(':active', old)) setTimeout(swaps.log, 99, log, [li], {})
      else if (old) {
        const place = all('a, button', old).findIndex(li => li.matches(':focus'))
        for (const box of all('details', li)) box.open = $('[open]', old)
        $('.message__more', li)?.replaceWith($('.message__more', old))
        old.replaceWith(li)
        if (place > 0) (held = all('a, button', li)[place] || $('a', li)).focus()
      }
      else if ($('.newer', log) || $('.older', log) && $('.message', log)?.dataset.seq - seq > 0) continue
      else log.insertBefore(li, all('.message', log).find(li => li.dataset.seq - seq > 0) || null)
      dress(li)
      if (!old && li.dataset.author !== me && view.dataset.ready === '') news.push(li.textContent)
      dress(li.nextElementSibling)
    }
    const kept = all('.message', log).at(-200)
    if (all('.message', log).at(-300) && $('.scroller', view).scrollTop > -2000) {
      while (kept.previousSibling) kept.previousSibling.remove()
      log.insertAdjacentHTML('afterbegin', log.nextElementSibling.innerHTML.replaceAll('before=0', 'before=' + kept.dataset.seq))
      htmx.process(log.firstElementChild)
      dress(kept)
    }
    const mark = $('[name=log]', view)
    if (cursor - mark?.value.split(':')[1] > 0) mark.value = view.dataset.room + ':' + cursor
  },
  list(list, lis) {
    lis.forEach((li, i) => {
      if (li.isEqualNode(list.children[i])) return
      $('#' + li.id)?.remove()
      list.insertBefore(li, list.children[i])
    })
    while (list.children[lis.length]) list.lastElementChild.remove()
  },
  upsert(list, lis) {
    for (const li of lis) {
      const old = $('#' + li.id)
      const box = $('textarea', old || li)
      li.from = $(':focus')
      if (!old) {
        list.prepend(li)
        if (box) box.selectionStart = 1e5
      } else if (box) box.focus()
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
    line.dataset.state = line.innerText && 'back'
    pause = data.pause
  }
}

htmx.defineExtension('parley', {
  transformResponse: text =>
    text.replace(/(?<=oob=")\w+:(#[\w-]+)/g, (swap, id) => ($(id) ? swap : 'none:body')),
  handleSwap(style, target, { children, dataset }) {
    if (!swaps[style]) return
    const lis = [...children]
    swaps[style](target, lis, dataset)
    return lis
  }
})

const line = $('#connection')
let socket, wrapper, late, left, due, held, pause = 500
const heard = () => {
  held = document.activeElement
  late = clearTimeout(late)
  later(ask, 3e4)
}
const ask = (delay = 1e4) => {
  if (!socket) return
  htmx.trigger('#hello', 'hello')
  late ||= setTimeout(lose, delay)
}
const connect = () => wrapper.reconnect()
const wake = () => {
  heard()
  keep()
  if (!document.hidden) socket ? ask(5e3) : connect()
}
const lose = code => {
  socket = socket.close()
  for (const view of all('[data-ready]')) {
    delete view.dataset.ready
    view.dataset.read--
  }
  heard()
  line.dataset.state = code > 4e3 ? 'out' : 'lost'
  later(code > 4e3 ? () => left || location.reload() : connect, pause * Math.random())
  if (pause < 8e3) pause *= 2
}
htmx.createWebSocket = url => {
  clearTimeout(connect.timer)
  socket = new WebSocket(url)
  socket.addEventListener('close', event => {
    event.stopImmediatePropagation()
    if (event.target === socket) lose(event.code)
  })
  return socket
}
on('visibilitychange', wake)
on('online', wake)
on('pagehide', stash)
on('beforeunload', () => left = 1)
on('htmx:wsConfigSend', ({ detail }) => wrapper = detail.socketWrapper)
on('htmx:wsOpen', () => (wrapper.queue.length = 0))
on('htmx:wsBeforeMessage', heard)
on('htmx:wsAfterMessage', () => {
  if (!held.isConnected) refocus(held)
  keep()
})

const icon = $('[rel=icon]')
let news = []
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
on('scroll', look, true)

on('submit', event => {
  const { target: form, submitter } = event
  const { room, most, empty, long } = form.dataset
  const box = form.body
  if (form === press) htmx.ajax('post', submitter.formAction, { values: new FormData(form, submitter), source: line })
  else if (!$(`#room-${room}-outbox`)) return box && (box.defaultValue = box.value)
  event.preventDefault()
  if (!box) return
  const wrong = box.value.length > most ? long + (box.value.length - most) : box.value.trim() ? '' : empty
  $('[role=alert]', form).textContent = wrong
  box.focus()
  if (wrong) return
  const reply = $('.reply :checked', form)
  pend(room, '' + (Date.now() + Math.random()) * 1e4, box.value, reply?.value).scrollIntoView()
  box.value = form.at.value = ''
  reply?.click()
  keep()
})

on('input', ({ target: { form, value, selectionEnd } }) => {
  if (form?.at && (form.at.value = value.slice(0, selectionEnd).match(/^\/\w*$|\B@\S*$/) || '')) htmx.trigger(form.at, 'seen')
})

on('keydown', event => {
  const { target, keyCode } = event
  const form = target.closest('.composer')
  const name = form?.at?.value && $(`[data-at*=${JSON.stringify(form.at.value)}]`, form)
  const menu = $(':popover-open')
  const mod = event.ctrlKey || event.metaKey ? '^' : ''
  const view = mod || target.selectionStart == null ? document : !target.value && form
  const step = (event.altKey || menu) && (keyCode === 40) - (keyCode === 38)
  const keys = `[data-keys~=${JSON.stringify(mod + event.key)} i]`
  const way = step
    ? all('.message, .stop', menu).at(all('.message, .stop', menu).findIndex(li => li.contains(target)) + step)
    : keyCode === 27
      ? name ? (form.at.value = '', form.body) : !menu && $(':scope > [data-act], .panel__close, [open] > summary, :target > a', target.closest(parts))
      : keyCode === 13 ? $(':focus > .message__more') : view && ($(keys, form) || $(keys, view))
  if (way) {
    event.preventDefault()
    way.focus()
    if (!step) way.click()
  }
  if (keyCode === 13 && target === form?.body && !event.shiftKey && matchMedia('(pointer: fine)').matches) {
    event.preventDefault()
    name ? name.click() : form.requestSubmit()
  }
})

on('click', event => {
  event.target.closest('.message__more') && actions.replaceChildren()
  const { form, dataset: { act, mark = '', name } } = event.target.closest('a, button') || line
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
  const li = event.target.closest(parts)
  if (act === 'edit') {
    const box = $(`#room-${li.post[0]}-body`)
    if (!box) return
    box.value = li.post[2] + box.value
    $(`#room-${li.post[0]}-reply [value="${li.post[3]}"]`)?.click()
    box.focus()
  }
  shut(li)
})

const tidy = () => {
  all(`.panel[data-room="${$('#view [data-room]')?.dataset.room}"]`).forEach(shut)
  all('#outbox > *').forEach(home)
  const line = $('.unread:not([tabindex])')
  all('.log > *').forEach(dress)
  line?.scrollIntoView()
  for (const box of all('[data-room] > textarea')) {
    if (me + box.id in sessionStorage) box.value = sessionStorage[me + box.id]
    delete sessionStorage[me + box.id]
  }
  keep()
  ask()
}
on('htmx:historyCacheMiss', stash)
on('htmx:beforeSwap', ({ target }) => target === view && stash())
on('htmx:afterSettle', ({ target }) => {
  if (target === view) main.focus({ preventScroll: true })
  if (location.hash && !$(':target')) {
    location.replace(location)
    history.replaceState({ htmx: true }, '')
  }
  $('.unread:not([tabindex])') ? tidy() : later(tidy)
})

on('DOMContentLoaded', () => {
  document.cookie = `tz=${Intl.DateTimeFormat().resolvedOptions().timeZone};path=/`
  JSON.parse(sessionStorage[me] || '[]').forEach(post => pend(...post))
  tidy()
})
