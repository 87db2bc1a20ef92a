// Behaviour of an open page. Markup comes from templates, words from attributes of templates.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector)
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const byId = id => document.getElementById(id)
  const on = (name, act) => document.addEventListener(name, act)
  const lang = document.documentElement.lang

  // Times: fragments say them in UTC, the page in the reader's zone.
  const clock = new Intl.DateTimeFormat(lang, { timeStyle: 'short' })
  const moment = new Intl.DateTimeFormat(lang, { dateStyle: 'full', timeStyle: 'short' })
  const date = new Intl.DateTimeFormat(lang, { dateStyle: 'full' })

  const dress = li => {
    const time = $('time', li)
    const when = new Date(time.dateTime)
    if (!time.title) {
      time.textContent = clock.format(when)
      time.title = moment.format(when)
    }
    const day = date.format(when)
    const before = li.previousElementSibling
    const last = before?.dataset.seq && date.format(new Date($('time', before).dateTime))
    if (day !== last) li.dataset.day = day
    else delete li.dataset.day
  }

  // The outbox: what was sent stands below the log until the server's echo takes its place.
  const keep = () => {
    const waiting = all('.pending').map(li => [li.room, li.id.slice(8), $('textarea', li).value])
    sessionStorage.outbox = JSON.stringify(waiting)
  }

  const home = li => (byId(`room-${li.room}-outbox`) || byId('outbox')).append(li)

  const pend = (room, nonce, text) => {
    const li = byId('pending').content.cloneNode(true).firstElementChild
    const form = $('form', li)
    li.id = 'pending-' + nonce
    li.room = form.elements.room.value = room
    form.elements.nonce.value = nonce
    form.elements.body.value = $('p', li).textContent = text
    $('.pending__error', li).id = 'refusal-' + nonce
    const fallback = $('i', li)
    const composer = $(`.composer[data-room="${room}"]`)
    if (composer) fallback.setAttribute('hx-post', composer.action)
    else fallback.remove()
    home(li)
    htmx.process(li)
    return li
  }

  const arrived = li => {
    byId('pending-' + li.dataset.nonce)?.remove()
    const room = li.closest('[data-room]').dataset.room
    byId(`room-${room}-typist-${li.dataset.author}`)?.remove()
  }

  // Swaps of our own, named in rooms/swaps.py; each may be applied twice or late.
  const mark = (target, cursor) => {
    const view = target.closest('[data-room]')
    const log = $('[name=log]', view)
    if (!cursor || !log) return
    view.dataset.cursor = Math.max(cursor, view.dataset.cursor || 0)
    log.value = view.dataset.room + ':' + view.dataset.cursor
    later(seen)
  }

  const styles = {
    log(log, items, cursor) {
      const first = $('.older', log) && $('.message', log)
      const placed = items.filter(li => {
        const old = byId(li.id)
        const seq = +li.dataset.seq
        if (old) old.replaceWith(li)
        else if (first && seq < first.dataset.seq) return false
        else {
          let at = log.lastElementChild
          while (at?.dataset.seq > seq) at = at.previousElementSibling
          at ? at.after(li) : log.prepend(li)
        }
        return true
      })
      for (const li of placed) {
        dress(li)
        if (li.nextElementSibling) dress(li.nextElementSibling)
        arrived(li)
      }
      mark(log, cursor)
      return placed
    },
    fresh(log, items, cursor) {
      log.replaceChildren(...items)
      all('.message', log).forEach(li => (dress(li), arrived(li)))
      mark(log, cursor)
      return items
    },
    list(list, items) {
      let at = null
      const kept = items.map(item => {
        const old = byId(item.id)
        const node = old?.isEqualNode(item) ? old : item
        if (old && old !== node) old.replaceWith(node)
        const place = at ? at.nextElementSibling : list.firstElementChild
        if (place !== node) list.insertBefore(node, place)
        return (at = node)
      })
      for (const child of [...list.children]) if (!kept.includes(child)) child.remove()
      return kept.filter(node => items.includes(node))
    },
    upsert(list, items) {
      for (const item of items) {
        const old = byId(item.id)
        old ? old.replaceWith(item) : list.prepend(item)
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
    // A swap for something that this page no longer shows is nobody's error.
    transformResponse: text =>
      text.replace(/(hx-swap-oob=")\w+:(#[\w-]+)"/g, (swap, start, id) => ($(id) ? swap : start + 'none:body"')),
    handleSwap: (style, target, fragment) =>
      Object.hasOwn(styles, style) && styles[style](target, [...fragment.children], fragment.dataset?.cursor)
  })
  htmx.config.wsReconnectDelay = tries => Math.min(8000, 500 * 2 ** tries) * Math.random()

  // Reading: what stands at the bottom of a page that is looked at was read.
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
  document.addEventListener('scroll', () => later(seen), true)

  // Writing
  const say = (form, words) => ($('.composer__error', form).textContent = words)

  on('submit', event => {
    const form = event.target
    if (form.matches('.pending__form')) $('.pending__error', form).textContent = ''
    if (!form.matches('.composer')) return
    event.preventDefault()
    const box = form.elements.body
    const over = box.value.length - form.dataset.most
    box.focus()
    if (!box.value.trim()) return say(form, form.dataset.empty)
    if (over > 0) return say(form, form.dataset.long + ' ' + over)
    say(form, '')
    const nonce = [...crypto.getRandomValues(new Uint8Array(8))].map(b => b.toString(16).padStart(2, 0)).join('')
    pend(form.dataset.room, nonce, box.value).scrollIntoView({ block: 'nearest' })
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
      box.value = $('textarea', li).value + (box.value && '\n' + box.value)
      box.focus()
    }
    li.remove()
    settle()
  })

  // The page and its socket
  const tidy = () => {
    const shown = $('#view [data-room]')?.dataset.room
    $(`.panel[data-room="${shown}"]`)?.remove()
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
  on('htmx:beforeSwap', event => {
    if (event.detail.target.id === 'view') byId('outbox').append(...all('#view .pending'))
  })
  // Settled after a request; frames of the socket settle too, without one.
  on('htmx:afterSettle', event => event.detail.xhr && settle())
  on('htmx:historyRestore', settle)
  on('htmx:wsAfterMessage', keep)
  on('htmx:wsOpen', () => (byId('connection').textContent = ''))
  let leaving
  addEventListener('beforeunload', () => (leaving = true))
  addEventListener('pageshow', () => (leaving = false))
  on('htmx:wsClose', event => {
    if (leaving) return
    const { lost, out } = byId('connection').dataset
    const final = event.detail.event.code > 4000
    for (const view of all('[data-ready]')) delete view.dataset.ready
    byId('connection').textContent = final ? out : lost
    // Shown out: the page itself says why, unless that is where we just came from.
    if (final && Date.now() - (sessionStorage.reloaded || 0) > 9e3) {
      sessionStorage.reloaded = Date.now()
      location.reload()
    }
  })

  on('DOMContentLoaded', () => {
    document.cookie = `tz=${Intl.DateTimeFormat().resolvedOptions().timeZone};path=/;max-age=31536000;samesite=lax`
    for (const waiting of JSON.parse(sessionStorage.outbox || '[]')) pend(...waiting)
    tidy()
  })
})()
