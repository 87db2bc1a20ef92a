"""Everything that a flow asks for, to be loaded with one line.

In the conftest.py of a folder of this project: `from tests.flows.plugin import *`. In another project:
`pytest_plugins = ["tests.flows.plugin"]` in its first conftest.py, with Parley's folder in `pythonpath`.
docs/testers.md tells the rest.
"""

from tests.flows.fixtures.browsers import (
    another_tab,
    browse,
    browser_type_launch_args,
    clock,
    enter,
    guard,
    offline,
    write_to,
)
from tests.flows.fixtures.hooks import (
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_report_header,
    pytest_runtest_makereport,
    pytest_sessionfinish,
    pytest_sessionstart,
    pytest_terminal_summary,
    pytest_testnodedown,
)
from tests.flows.fixtures.people import alice, bob, carol, enrol
from tests.flows.fixtures.rooms import cellar, library, lounge, open_up, unique
from tests.flows.fixtures.scenes import seed
from tests.flows.fixtures.servers import (
    PASSWORD,
    _swift_and_separate,
    database,
    kill_server,
    network,
    running_server,
    server,
    serving,
    site,
    site_by_address,
    var_dir,
    var_dir_in,
)
from tests.flows.fixtures.traces import traces
from tests.flows.sites.own import session_of

__all__ = [
    "PASSWORD",
    "_swift_and_separate",
    "alice",
    "another_tab",
    "bob",
    "browse",
    "browser_type_launch_args",
    "carol",
    "cellar",
    "clock",
    "database",
    "enrol",
    "enter",
    "guard",
    "kill_server",
    "library",
    "lounge",
    "network",
    "offline",
    "open_up",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "pytest_report_header",
    "pytest_runtest_makereport",
    "pytest_sessionfinish",
    "pytest_sessionstart",
    "pytest_terminal_summary",
    "pytest_testnodedown",
    "running_server",
    "seed",
    "server",
    "serving",
    "session_of",
    "site",
    "site_by_address",
    "traces",
    "unique",
    "var_dir",
    "var_dir_in",
    "write_to",
]
