"""Arabic, Hebrew and Persian, and what stands among them from left to right."""

PEOPLE = {
    "layla": "ليلى منصور",
    "omar": "عمر الخطيب",
    "noa": "נועה ברק",
    "eitan": "איתן לוי",
    "reza": "رضا کریمی",
    "ruth": "Ruth Cohen",
}

CAFE = [
    (0, "09:00", "layla", "صباح الخير للجميع!"),
    (0, "09:01", "omar", "صباح النور. هل رأيتم الإصدار 2.4.1 على https://example.org/ar/notes?id=12 ؟"),
    (0, "09:03", "noa", "בוקר טוב! ראיתי, הכול עובד חוץ מהטופס בעמוד 3."),
    (0, "09:04", "ruth", "Good morning. The form is mine, I’ll fix it: כמה דקות."),
    (0, "09:06", "eitan", "גרסה 2.4.2 (build 118) עלתה ב־09:05."),
    (0, "09:10", "reza", "سپاس! این نسخه خیلی بهتر است، مخصوصاً «جستجو»."),
    (
        0,
        "09:12",
        "layla",
        "ثلاثة أشياء لليوم:\n1. مراجعة النصوص\n2. تجربة الهاتف\n3. Screenshots بالعرض 360 و768 و1440",
    ),
    (0, "09:13", "omar", 'git commit -m "إصلاح الاتجاه" && git push'),
    (1, "08:30", "omar", "👍"),
    (1, "08:31", "omar", "(تم) [كل شيء] {جاهز} — 100%!"),
    (1, "08:40", "ruth", "Layla said «شكرا جزيلا» and left at 8:40."),
    (1, "08:41", "layla", "+972 50 123 4567 · 12:30–14:00 · ‎A-17"),
]


def play(scene) -> None:
    scene.call_site("مقهى البحر")
    for username, name in PEOPLE.items():
        language = "" if username == "ruth" else "ar"
        scene.person(username, name, language=language)
    cafe = scene.room("مقهى البحر", *PEOPLE, topic="كل ما يخص العمل: https://example.org/ar")
    scene.talk(cafe, CAFE)
    hebrew = scene.room("חדר הישיבות", "noa", "layla", "eitan", topic="סיכומים ופרוטוקולים")
    scene.talk(hebrew, [(1, "10:00", "noa", "הפרוטוקול של אתמול מוכן (PDF, 3 עמודים).")])
    scene.room("Ruth’s workshop", "ruth", "layla", topic="English here, ועברית כשצריך")
    fair = scene.room("مهرجان الصيف", "omar", "layla", topic="كان يوماً جميلاً")
    scene.talk(fair, [(0, "08:00", "omar", "شكراً لكم جميعاً!")])
    fair.archive()
    scene.talk(
        scene.direct("layla", "omar"),
        [(1, "11:00", "omar", "هل عندك خمس دقائق؟"), (1, "11:02", "layla", "نعم، OK.")],
    )
