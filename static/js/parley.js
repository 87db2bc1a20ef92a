// What an open page does.
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const $ = (selector, root) => all(selector, root)[0]
const on = addEventListener
const later = (act, delay) => {
  clearTimeout(act.timer)
  act.timer = setTimeout(act, delay)
}

const format = style => new Intl.DateTimeFormat(document.documentElement.lang, style)
const clock = format({ timeStyle: 'short' })
const date = format({ dateStyle: 'full' })
const dress = li => {
  const time = li && $('time', li)
  if (!time) return
  const when = new Date(time.dateTime)
  const before = li.previousElementSibling
  time.textContent = clock.format(when)
  time.title = date.format(when)
  if (before && $('time', before)?.title === time.title) delete li.dataset.day
  else li.dataset.day = time.title
}

const key = 'outbox' + $('#page').dataset.user
const keep = () => {
  sessionStorage[key] = JSON.stringify(all('.pending').map(li => [li.room, li.nonce, $('textarea', li).value]))
}
const stash = root => $('#outbox').append(...all('.pending', root))
const drop = root => root && (stash(root), root.remove())
const home = li => ($(`#room-${li.room}-outbox`) || $('#outbox')).append(li)
const pend = (room, nonce, text) => {
  const li = $('#pending').content.firstElementChild.cloneNode(true)
  const form = $('form', li)
  li.id = 'pending-' + nonce
  li.room = form.room.value = room
  li.nonce = form.nonce.value = nonce
  form.body.value = $('p', li).textContent = text
  $('.pending__error', li).id = 'refusal-' + nonce
  home(li)
  htmx.process(li)
  return li
}

// As rooms/swaps.py names them.
const swaps = {
  log(log, items, { cursor }) {
    const view = log.closest('[data-room]')
    const first = $('.older', log) && $('.message', log)
    for (const item of items) {
      const old = $('#' + item.id)
      const seq = +item.dataset.seq
      let at = log.lastElementChild
      if (old) old.replaceWith(item)
      else if (seq < first?.dataset.seq) continue
      else {
        while (at?.dataset.seq > seq) at = at.previousElementSibling
        at ? at.after(item) : log.prepend(item)
      }
      dress(item)
      dress(item.nextElementSibling)
      $('#pending-' + item.dataset.nonce)?.remove()
      $(`#room-${view.dataset.room}-typist-${item.dataset.author}`)?.remove()
    }
    const mark = $('[name=log]', view)
    if (!cursor || !mark) return
    view.dataset.cursor = Math.max(cursor, view.dataset.cursor || 0)
    mark.value = view.dataset.room + ':' + view.dataset.cursor
    look()
  },
  list(list, items) {
    items.forEach((item, i) => {
      const old = $('#' + item.id)
      const node = old?.isEqualNode(item) ? old : item
      if (old !== node) old?.remove()
      if (list.children[i] !== node) list.insertBefore(node, list.children[i])
    })
    while (list.children[items.length]) list.lastElementChild.remove()
  },
  upsert(list, items) {
    for (const item of items) {
      const old = $('#' + item.id)
      if (!old) list.prepend(item)
      else if (old.matches('.panel')) $('textarea', old).focus()
      else if (!$('[aria-current]', old)) old.replaceWith(item)
    }
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
  handleSwap(style, target, fragment) {
    if (!swaps[style]) return
    const items = [...fragment.children]
    swaps[style](target, items, fragment.dataset)
    return items.filter(item => item.isConnected)
  }
})

// A socket without an answer to hello is dead, even if it does not know.
const line = $('#connection')
let socket, wrapper, deadline, leaving
let pause = 500
const heard = () => {
  deadline = clearTimeout(deadline)
  later(ask, 30000)
}
const ask = (patience = 10000) => {
  if (!socket) return
  htmx.trigger('#hello', 'hello')
  deadline ||= setTimeout(lose, patience)
}
const connect = () => wrapper.reconnect()
const wake = () => {
  heard()
  if (!document.hidden) socket ? ask(5000) : connect()
}
const lose = code => {
  socket.close()
  socket = null
  for (const view of all('[data-ready]')) {
    delete view.dataset.ready
    view.dataset.read = 0
  }
  heard()
  line.dataset.state = code > 4000 ? 'out' : 'lost'
  if (code > 4000) {
    if (!leaving && performance.now() > 1e3) location.reload()
  } else {
    later(connect, pause * Math.random())
    if (pause < 8000) pause *= 2
  }
}
// htmx's own way back cannot be hurried.
htmx.createWebSocket = url => {
  clearTimeout(connect.timer)
  socket = new WebSocket(url)
  socket.addEventListener('close', event => {
    event.stopImmediatePropagation()
    if (event.target === socket) lose(event.code)
  })
  return socket
}
on('online', wake)
on('visibilitychange', wake)
on('beforeunload', () => (leaving = true))
on('htmx:wsConfigSend', ({ detail }) => (wrapper = detail.socketWrapper))
on('htmx:wsOpen', () => (wrapper.queue.length = 0))
on('htmx:wsBeforeMessage', heard)
on('htmx:wsAfterMessage', keep)

const read = () => {
  if (document.hidden) return
  for (const view of all('[data-room][data-ready]')) {
    const form = $('.reading', view)
    const seq = all('.message', view).at(-1)?.dataset.seq
    if (form && seq - view.dataset.read > 0 && $('.scroller', view).scrollTop > -60) {
      view.dataset.read = form.seq.value = seq
      htmx.trigger(form, 'seen')
    }
  }
}
const look = () => later(read, 300)
on('visibilitychange', look)
on('scroll', look, true)

on('submit', event => {
  const form = event.target
  if (form.matches('.pending__form')) $('.pending__error', form).textContent = ''
  if (!form.matches('.composer[data-room]')) return
  event.preventDefault()
  const { room, most, empty, long } = form.dataset
  const box = form.body
  const over = box.value.length - most
  const wrong = box.value.trim() ? (over > 0 ? long + ' ' + over : '') : empty
  $('.composer__error', form).textContent = wrong
  box.focus()
  if (wrong) return
  const nonce = '' + crypto.getRandomValues(new BigUint64Array(1))
  pend(room, nonce, box.value).scrollIntoView()
  box.value = ''
  keep()
})

on('keydown', event => {
  const form = event.target.closest('.composer')
  if (form && event.keyCode === 13 && !event.shiftKey && matchMedia('(pointer: fine)').matches) {
    event.preventDefault()
    form.requestSubmit()
  }
})

on('click', event => {
  const button = event.target.closest('[data-act]')
  if (!button) return
  const li = button.closest('.pending, .panel')
  if (button.dataset.act === 'edit') {
    const box = $(`.composer[data-room="${li.room}"]`)?.body
    if (!box) return
    box.value = $('textarea', li).value + box.value
    box.focus()
  }
  drop(li)
  settle()
})

const tidy = () => {
  drop($(`.panel[data-room="${$('#view [data-room]')?.dataset.room}"]`))
  all('.message').forEach(dress)
  all('#outbox .pending').forEach(home)
  all('.pending').forEach(li => $(`[data-nonce="${li.nonce}"]`) && li.remove())
  keep()
  look()
  ask()
}
const settle = () => later(tidy, 20)
const move = () => stash($('#view'))
on('htmx:historyCacheMiss', move)
on('htmx:beforeSwap', ({ detail }) => detail.target.id === 'view' && move())
on('htmx:afterSettle', ({ detail }) => {
  if (detail.target?.id === 'view') $('#main').focus({ preventScroll: true })
  settle()
})

on('DOMContentLoaded', () => {
  document.cookie = `tz=${date.resolvedOptions().timeZone};path=/;max-age=31536000`
  for (const waiting of JSON.parse(sessionStorage[key] || '[]')) pend(...waiting)
  tidy()
})
