const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const $ = (selector, root) => all(selector, root)[0]
const on = addEventListener
const later = (act, delay) => {
  clearTimeout(act.timer)
  act.timer = setTimeout(act, delay)
}

const { lang } = document.documentElement
const clock = new Intl.DateTimeFormat(lang, { timeStyle: 'short' })
const date = new Intl.DateTimeFormat(lang, { dateStyle: 'full' })
const moment = new Intl.DateTimeFormat(lang, { dateStyle: 'short', timeStyle: 'short' })
const dress = li => {
  const [time, ...others] = all('time', li || line)
  if (!time) return
  if (time.hidden && !time.title) li.scrollIntoView()
  const when = new Date(time.dateTime)
  time.title = date.format(when)
  time.textContent = clock.format(when)
  for (const other of others) other.textContent = moment.format(new Date(other.dateTime))
  li.dataset.day = time.title
  li.tabIndex = -1
  if ($('time', li.previousElementSibling || line)?.title === time.title) delete li.dataset.day
  $('#pending-' + li.dataset.nonce)?.remove()
}

const me = $('#page').dataset.user
const keep = () => {
  sessionStorage[me] = JSON.stringify(all('.pending').map(li => li.post))
  look()
}
const parts = '[data-home], .panel'
const stash = root => $('#outbox').append(...all('[data-home]', root))
const drop = root => root && (stash(root), root.remove())
const home = it => ($('#' + it.dataset.home) || $('#outbox')).append(it)
const pend = (...post) => {
  const [room, nonce, text, reply] = post
  const li = $('#pending').content.firstElementChild.cloneNode(true)
  const form = $('form', li)
  li.id = 'pending-' + nonce
  li.post = post
  li.dataset.home = `room-${room}-outbox`
  form.room.value = room
  form.nonce.value = nonce
  form.reply_to.value = reply || ''
  form.body.value = $('p', li).textContent = text
  $('[role=alert]', li).id = 'refusal-' + nonce
  home(li)
  htmx.process(li)
  return li
}

const refocus = old => (old.isConnected ? old : $(`#${old.closest('[id]').id} a`) || $('#main')).focus()
const shut = it => {
  const from = $(':focus', it) && it.from
  drop(it)
  if (from) refocus(from)
  settle()
}

const swaps = {
  log(log, items, { cursor }) {
    const view = log.closest('[data-room]')
    for (const item of items) {
      const old = $('#' + item.id)
      const { seq, stamp } = item.dataset
      if (old?.dataset.stamp - stamp > 0) continue
      let at = log.lastElementChild
      if (old) {
        const place = all('a, button', old).indexOf(document.activeElement)
        $('details', item)?.toggleAttribute('open', !!$('[open]', old))
        old.replaceWith(item)
        if (place > 0) (held = all('a, button', item)[place] || $('a', item)).focus()
      }
      else if ($('.newer', log) || $('.older', log) && seq - $('.message', log)?.dataset.seq < 0) continue
      else {
        while (at?.dataset.seq - seq > 0) at = at.previousElementSibling
        at ? at.after(item) : log.prepend(item)
      }
      dress(item)
      if (!old && item.dataset.author !== me && view.dataset.ready === '') news.push(item.textContent)
      dress(item.nextElementSibling)
      $(`#room-${view.dataset.room}-typist-${item.dataset.author}`)?.remove()
    }
    const kept = all('.message', log).at(-200)
    if (all('.message', log).at(-300) && $('.scroller', view).scrollTop > -2000) {
      while (kept.previousSibling) log.firstChild.remove()
      kept.insertAdjacentHTML('beforebegin', log.nextElementSibling.innerHTML.replaceAll('before=0', 'before=' + kept.dataset.seq))
      htmx.process(log.firstElementChild)
      dress(kept)
    }
    const mark = $('[name=log]', view)
    if (!cursor || !mark) return
    view.dataset.cursor = Math.max(cursor, view.dataset.cursor || 0)
    mark.value = view.dataset.room + ':' + view.dataset.cursor
  },
  list(list, items) {
    items.forEach((item, i) => {
      if (item.isEqualNode(list.children[i])) return
      $('#' + item.id)?.remove()
      list.insertBefore(item, list.children[i])
    })
    while (list.children[items.length]) list.lastElementChild.remove()
  },
  upsert(list, items) {
    for (const item of items) {
      const old = $('#' + item.id)
      const box = $('textarea', old || item)
      item.from = document.activeElement
      if (!old) {
        list.prepend(item)
        if (box) box.selectionStart = 1e5
      } else if (box) box.focus()
      else if (!$('[aria-current]', old)) {
        old.replaceWith(item)
        item.closest('.composer')?.body.focus()
      }
    }
  },
  close(it) {
    it.popover ? it.hidePopover() : shut(it)
  },
  ready(page, items, data) {
    for (const view of all('#main, .panel')) view.dataset.ready = ''
    line.dataset.state = line.innerText && 'back'
    pause = data.pause
  }
}

htmx.defineExtension('parley', {
  transformResponse: text =>
    text.replace(/(oob=")\w+:(#[\w-]+)/g, (swap, oob, id) => ($(id) ? swap : oob + 'none:body')),
  handleSwap(style, target, { children, dataset }) {
    if (!swaps[style]) return
    const items = [...children]
    swaps[style](target, items, dataset)
    return items.filter(item => item.isConnected)
  }
})

const line = $('#connection')
let socket, wrapper, deadline, leaving, due, held
let pause = 500
const heard = () => {
  held = document.activeElement
  deadline = clearTimeout(deadline)
  later(ask, 3e4)
}
const ask = (patience = 1e4) => {
  if (!socket) return
  htmx.trigger('#hello', 'hello')
  deadline ||= setTimeout(lose, patience)
}
const connect = () => wrapper.reconnect()
const wake = () => {
  heard()
  look()
  if (!document.hidden) socket ? ask(5e3) : connect()
}
const lose = code => {
  socket.close()
  socket = null
  for (const view of all('[data-ready]')) {
    delete view.dataset.ready
    view.dataset.read--
  }
  heard()
  line.dataset.state = 'lost'
  if (code > 4000) {
    line.dataset.state = 'out'
    if (!leaving && performance.now() > 1e3) location.reload()
    return
  }
  later(connect, pause * Math.random())
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
on('beforeunload', () => (leaving = true))
on('htmx:wsConfigSend', ({ detail }) => (wrapper = detail.socketWrapper))
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
      const fresh = all('.message', view).filter(li => li.dataset.seq - view.dataset.read > 0)
      if (fresh.length && $('.scroller', view).scrollTop > -60) {
        view.dataset.read = form.seq.value = fresh.at(-1).dataset.seq
        htmx.trigger(form, 'seen')
      }
      $('.jump a', view).dataset.unread = fresh.length
    }
  }
  const unread = all('[name=unread]').reduce((sum, { value }) => sum - -value.split(':')[1], news.length)
  document.title = (unread ? `(${unread}) ` : '') + document.title.replace(/^\(\d+\) /, '')
  icon.href = icon.dataset[unread ? 'unread' : 'read']
}
const look = () => (due ||= setTimeout(attend, 1e3))
on('scroll', look, true)

on('submit', event => {
  const form = event.target
  $('[role=alert]', form)?.replaceChildren()
  const { room, most, empty, long } = form.dataset
  if (!$(`#room-${room}-outbox`)) return
  event.preventDefault()
  const box = form.body
  const over = box.value.length - most
  const wrong = over > 0 ? long + over : box.value.trim() ? '' : empty
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
  if (!form?.at) return
  form.at.value = value.slice(0, selectionEnd).match(/\B@\S*$/) || ''
  form.at.value && htmx.trigger(form.at, 'seen')
})

on('input', ({ target: { form, value, selectionEnd } }) => {
  if (!form?.at) return
  form.at.value = value.slice(0, selectionEnd).match(/\B@\S*$/) || ''
  form.at.value && htmx.trigger(form.at, 'seen')
})

on('keydown', event => {
  const { target, keyCode } = event
  const form = target.closest('.composer')
  const name = form?.at?.value && $('[data-name]', form)
  const menu = $(':popover-open')
  const mod = event.ctrlKey || event.metaKey ? '^' : ''
  const root = mod || target.selectionStart == null ? document : !target.value && target.form
  const step = (event.altKey || menu) && { 38: -1, 40: 1 }[keyCode]
  const items = step && all('.message, .stop', menu || document)
  const keys = `[data-keys~=${JSON.stringify(mod + event.key)} i]`
  const way = step
    ? items.at(items.findIndex(item => item.contains(target)) + step)
    : keyCode === 27
      ? name ? (form.at.value = '', form.body) : !menu && $(':scope > [data-act], .panel__close, [open] > summary, :target > a', target.closest(parts) || document)
      : keyCode === 13
        ? $(':focus > .message__more')
        : root && ($(keys, mod && form || root) || $(keys, root))
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
  const { form, dataset: { act, mark, name } } = event.target.closest('button, [data-act]') || line
  if (mark || name) {
    const { body } = form
    body.focus()
    if (name) body.selectionStart -= form.at.value.length
    document.execCommand('insertText', 0, name || mark + body.value.slice(body.selectionStart, body.selectionEnd) + mark)
    if (mark) body.selectionEnd = body.selectionStart -= mark.length
  }
  if (!act) return
  if (act === 'copy') {
    const field = event.target.nextElementSibling
    field.hidden = event.preventDefault()
    field.value ||= event.target.href
    field.select()
    document.execCommand(act)
    return
  }
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
  drop($(`.panel[data-room="${$('#view [data-room]')?.dataset.room}"]`))
  all('#outbox > *').forEach(home)
  all('.log > *').forEach(dress)
  keep()
  ask()
}
const settle = () => later(tidy, 20)
on('htmx:historyCacheMiss', () => stash($('#view')))
on('htmx:beforeSwap', ({ detail }) => detail.target.id === 'view' && stash($('#view')))
on('htmx:afterSettle', ({ detail }) => {
  if (detail.target?.id === 'view') $('#main').focus({ preventScroll: true })
  if (location.hash && !$(':target')) {
    location.replace(location)
    history.replaceState({ htmx: true }, '')
  }
  $('.unread [hidden]:not([title])') ? tidy() : settle()
})

on('DOMContentLoaded', () => {
  document.cookie = `tz=${clock.resolvedOptions().timeZone};path=/`
  JSON.parse(sessionStorage[me] || '[]').forEach(post => pend(...post))
  tidy()
})
