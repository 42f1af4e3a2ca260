"""What MkDocs calls. Each event is a few lines; the work is done by modules that know nothing of MkDocs.

MkDocs keeps this module alive over every rebuild of `mkdocs serve`, so nothing is remembered here from one build to the next.
"""

from __future__ import annotations

import logging
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from hooks import bundle, checks, csp, data, licences, offline, search, styles

ROOT = Path(__file__).parent.parent
# Files of the theme that no page asks for: its own search, with eight more licences, and what only its developers read.
UNUSED = re.compile(r"assets/javascripts/(lunr|workers)/|assets/.*\.map$")
_serving = False  # the command does not change between rebuilds
log = logging.getLogger("mkdocs.hooks")
# Not under `mkdocs`: a fact that is due for review must be seen, but it must not keep a correction from being published.
review_log = logging.getLogger("review")


def _today() -> date:
    """Return the day of the build; SOURCE_DATE_EPOCH makes it reproducible."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is `mkdocs serve`."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Name the browser's files, and leave out a repository link that is not set."""
    try:
        made, engine = bundle.build(ROOT), search.engine(ROOT)
    except bundle.BundleError as error:
        raise PluginError(str(error)) from error
    config.extra["offline"] = not _serving  # what is kept for offline use would hide what an author changes
    for path in (made.islands_js, engine.box, *([] if _serving else [offline.scripts()[0]])):
        script = ExtraScriptValue(path)
        script.type = "module"
        config.extra_javascript.append(script)
    config.extra["search"] = {"worker": engine.worker, "failed": search.FAILED}
    config.extra["islands"] = {"style": made.islands_css, "version": made.islands_css.split("/")[-2]}
    config.extra["social"] = [entry for entry in config.extra.get("social", []) if entry.get("link")]
    config.mdx_configs.setdefault("hooks.markdown_ext", {})["today"] = _today().isoformat()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Check the content before anything is rendered, then add the browser's files."""
    problems = checks.check_site(Path(config.docs_dir), _today())
    for problem in problems:
        (log.error if problem.severity == "error" else review_log.warning)(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        raise PluginError(f"内容有{errors}处要改，见上面各行")
    for unused in [file for file in files if UNUSED.match(file.dest_uri)]:
        files.remove(unused)
    for path, content in (bundle.build(ROOT).assets | search.engine(ROOT).assets | offline.scripts()[1] | licences.assets()).items():
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell the template which of the page's facts are past their review date."""
    facts = data.load(Path(config.docs_dir) / "_data").facts
    cited = [facts[i] for i in page.meta.get("facts", []) if i in facts]
    page.meta["expired"] = [data.citation(fact, facts) for fact in cited if data.expired(fact, _today())]
    return markdown


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep what the pages say of themselves for search: the event after the build is told of no page."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    config.extra["search"]["pages"] = {page.url: search.Page(str(page.title), page.meta.get("description", "")) for page in pages}
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Finish what is built: the search box's documents (the theme's plugin wrote them), the policies, styles, the service worker."""
    search.finish(Path(config.site_dir), config.extra["search"]["pages"], data.load(Path(config.docs_dir) / "_data"))
    if _serving:
        return  # the script by which a page reloads itself is written into it later, another one each time
    refused = csp.finish(Path(config.site_dir))
    for problem in refused:
        log.error(str(problem))
    if refused:
        raise PluginError(f"生成的网页有{len(refused)}处要改，见上面各行")
    if not config.site_url:
        Path(config.site_dir, "404.html").unlink()  # its links start at the site's address
    try:
        styles.finish(Path(config.site_dir))
        offline.finish(Path(config.site_dir))
    except bundle.BundleError as error:
        raise PluginError(str(error)) from error
