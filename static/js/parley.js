// Behaviour of an open page. Markup and words come from templates.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const $ = (selector, root) => all(selector, root)[0]
  const byId = id => document.getElementById(id)
  const on = addEventListener

  const format = style => new Intl.DateTimeFormat(document.documentElement.lang, style)
  const clock = format({ timeStyle: 'short' })
  const date = format({ dateStyle: 'full' })

  const dress = li => {
    const time = $('time', li)
    const when = new Date(time.dateTime)
    const day = date.format(when)
    time.textContent = clock.format(when)
    time.title = day
    const before = li.previousElementSibling
    if (!before?.dataset.seq || $('time', before).title !== day) li.dataset.day = day
    else delete li.dataset.day
  }

  const key = 'outbox' + $('#page').dataset.user
  const keep = () => {
    const waiting = all('.pending').map(li => [li.room, li.id.slice(8), $('textarea', li).value])
    sessionStorage[key] = JSON.stringify(waiting)
  }
  const stash = root => byId('outbox').append(...all('.pending', root))
  const drop = root => root && (stash(root), root.remove())

  const home = li => (byId(`room-${li.room}-outbox`) || byId('outbox')).append(li)

  const pend = (room, nonce, text) => {
    const li = byId('pending').content.cloneNode(true).firstElementChild
    const form = $('form', li)
    li.id = 'pending-' + nonce
    li.room = form.elements.room.value = room
    form.elements.nonce.value = nonce
    form.elements.body.value = $('p', li).textContent = text
    $('.pending__error', li).id = 'refusal-' + nonce
    home(li)
    htmx.process(li)
    return li
  }

  // The swaps of rooms/swaps.py may come twice or late.
  const arrived = (log, placed, cursor) => {
    const view = log.closest('[data-room]')
    const { room } = view.dataset
    for (const li of placed) {
      if (!li.dataset.seq) continue
      dress(li)
      if (li.nextElementSibling) dress(li.nextElementSibling)
      byId('pending-' + li.dataset.nonce)?.remove()
      byId(`room-${room}-typist-${li.dataset.author}`)?.remove()
    }
    const mark = $('[name=log]', view)
    if (cursor && mark) {
      view.dataset.cursor = Math.max(cursor, view.dataset.cursor || 0)
      mark.value = room + ':' + view.dataset.cursor
      later(seen)
    }
    return placed
  }

  const styles = {
    log(log, items, cursor) {
      const first = $('.older', log) && $('.message', log)
      const placed = items.filter(li => {
        const seq = +li.dataset.seq
        let at = byId(li.id)
        if (at) return at.replaceWith(li), true
        if (first && seq < first.dataset.seq) return false
        at = log.lastElementChild
        while (at?.dataset.seq > seq) at = at.previousElementSibling
        at ? at.after(li) : log.prepend(li)
        return true
      })
      return arrived(log, placed, cursor)
    },
    list(list, items) {
      items.forEach((item, i) => {
        const old = byId(item.id)
        const node = old?.isEqualNode(item) ? old : item
        if (old !== node) old?.remove()
        if (list.children[i] !== node) list.insertBefore(node, list.children[i])
      })
      while (list.children[items.length]) list.lastElementChild.remove()
      return items.filter(item => item.isConnected)
    },
    upsert(list, items) {
      for (const item of items) {
        const old = byId(item.id)
        if (!old) list.prepend(item)
        else if (old.matches('.panel')) $('textarea', old).focus()
        else if (!$('[aria-current]', old)) old.replaceWith(item)
      }
      return items
    },
    replace(old, items) {
      old.replaceWith(...items)
      return items
    },
    ready() {
      for (const view of all('#main, .panel')) view.dataset.ready = ''
      return []
    }
  }

  htmx.defineExtension('parley', {
    transformResponse: text =>
      text.replace(/(hx-swap-oob=")\w+:(#[\w-]+)"/g, (swap, start, id) => ($(id) ? swap : start + 'none:body"')),
    handleSwap: (style, target, fragment) =>
      styles[style]?.(target, [...fragment.children], fragment.dataset?.cursor)
  })
  htmx.config.wsReconnectDelay = tries => Math.min(8000, 500 * 2 ** tries) * Math.random()

  let timer
  const later = act => {
    clearTimeout(timer)
    timer = setTimeout(act, 300)
  }
  const seen = () => {
    if (document.hidden) return
    for (const view of all('[data-room][data-ready]')) {
      const form = $('.reading', view)
      const seq = all('.message', view).at(-1)?.dataset.seq
      if (!form || !seq || +view.dataset.read >= seq || $('.scroller', view).scrollTop < -60) continue
      view.dataset.read = form.elements.seq.value = seq
      htmx.trigger(form, 'seen')
    }
  }
  on('visibilitychange', () => later(seen))
  on('scroll', () => later(seen), true)

  on('submit', event => {
    const form = event.target
    if (form.matches('.pending__form')) $('.pending__error', form).textContent = ''
    if (!form.matches('.composer[data-room]')) return
    event.preventDefault()
    const box = form.elements.body
    const over = box.value.length - form.dataset.most
    const wrong = !box.value.trim() ? form.dataset.empty : over > 0 ? form.dataset.long + ' ' + over : ''
    $('.composer__error', form).textContent = wrong
    box.focus()
    if (wrong) return
    const nonce = crypto.getRandomValues(new BigUint64Array(1))[0].toString(36).padStart(8, 0)
    pend(form.dataset.room, nonce, box.value).scrollIntoView()
    box.value = ''
    keep()
  })

  on('keydown', event => {
    const form = event.target.closest('.composer')
    if (!form || event.key !== 'Enter' || event.shiftKey || event.isComposing || !matchMedia('(pointer: fine)').matches) return
    event.preventDefault()
    form.requestSubmit()
  })

  on('click', event => {
    const button = event.target.closest('[data-act], [data-close]')
    if (!button) return
    const li = button.closest('.pending, .panel')
    if (button.dataset.act === 'edit') {
      const box = $(`.composer[data-room="${li.room}"]`)?.elements.body
      if (!box) return
      box.value = $('textarea', li).value + box.value
      box.focus()
    }
    drop(li)
    settle()
  })

  const tidy = () => {
    const shown = $('#view [data-room]')?.dataset.room
    drop($(`.panel[data-room="${shown}"]`))
    all('.message').forEach(dress)
    all('#outbox .pending').forEach(home)
    all('.pending').forEach(li => $(`[data-nonce="${li.id.slice(8)}"]`) && li.remove())
    keep()
    later(seen)
  }
  let changed
  const settle = () => {
    clearTimeout(changed)
    changed = setTimeout(() => (tidy(), htmx.trigger('#hello', 'hello')), 20)
  }
  const move = () => stash($('#view'))
  on('htmx:historyCacheMiss', move)
  on('htmx:beforeSwap', ({ detail }) => detail.shouldSwap && detail.target.id === 'view' && move())
  on('htmx:afterSettle', ({ detail }) => {
    if (!detail.xhr) return // but a frame
    if (detail.target.id === 'view') byId('main').focus({ preventScroll: true })
    settle()
  })
  on('htmx:historyRestore', settle)
  on('htmx:responseError', ({ detail }) => detail.boosted && location.assign(detail.pathInfo.requestPath))
  on('htmx:wsAfterMessage', keep)
  on('htmx:wsOpen', ({ detail }) => {
    byId('connection').textContent = ''
    // What waited is said anew.
    detail.socketWrapper.queue.length = 0
  })
  let leaving
  on('beforeunload', () => (leaving = true))
  on('pageshow', () => (leaving = false))
  on('htmx:wsClose', event => {
    if (leaving) return
    const { lost, out } = byId('connection').dataset
    const final = event.detail.event.code > 4000
    for (const view of all('[data-ready]')) {
      delete view.dataset.ready
      view.dataset.read = 0
    }
    byId('connection').textContent = final ? out : lost
    // Shown out: a fresh page says why.
    if (final && performance.now() > 1e3) location.reload()
  })

  on('DOMContentLoaded', () => {
    document.cookie = `tz=${date.resolvedOptions().timeZone};path=/;max-age=31536000`
    for (const waiting of JSON.parse(sessionStorage[key] || '[]')) pend(...waiting)
    tidy()
  })
})()
