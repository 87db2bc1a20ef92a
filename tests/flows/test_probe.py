def test_probe(lounge, alice, bob, browse):
    p = browse(bob).page
    def ws(w):
        print("WS", w.url)
        w.on("framesent", lambda f: print("->", f[:300]))
        w.on("framereceived", lambda f: print("<-", f[:300]))
        w.on("close", lambda w: print("closed"))
    p.on("websocket", ws)
    p.goto(lounge.get_absolute_url())
    p.wait_for_timeout(3000)
    print(p.get_by_role("main").evaluate("e=>e.outerHTML.slice(0,200)"))
    print(p.evaluate("[...document.querySelectorAll(\"[name=log]\")].map(e=>e.outerHTML)"))
    assert 0
