"""`python -m tests.words [FILE]`: bring the catalogues up to date, then list what is not translated yet.

With FILE, the filled-in list goes into the catalogues first.
"""

import os
import sys
from pathlib import Path

from tests.words import catalogues, languages, slips, source


def main(files: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    said = source.own()
    found = {language: catalogues.read(language) for language in languages()}
    for catalogue in found.values():
        catalogues.bring_up_to_date(catalogue, said)
    for file in files:
        slips.fill(Path(file).read_text(), found)
    for language, catalogue in found.items():
        catalogues.write(language, catalogue)
    print(slips.missing(found), end="")
    texts = len(catalogues.messages(said))
    for language, catalogue in found.items():
        lacking = sum(catalogues.is_missing(message) for message in catalogues.messages(catalogue))
        print(f"{language}: {texts - lacking} of {texts} texts", file=sys.stderr)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (slips.Unreadable, OSError) as error:
        sys.exit(str(error))
