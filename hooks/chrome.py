"""What stands around the text of a page: head, menu titles, words of the theme, and the 404 page of each language."""

from pathlib import Path

from mkdocs.plugins import event_priority

from publisher.pages.regions import with_scrolling_tables, without_dead_controls
from publisher.web.head import head

# Material's own assets: our base.html loads none of them.
UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


def on_files(files, *, config):
    for file in list(files):
        if file.src_uri.startswith(UNUSED):
            files.remove(file)
    return files


def on_env(env, *, config, files):
    site = config.extra["site"]
    language = site.language(config.theme["language"])
    env.trim_blocks = env.lstrip_blocks = True
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_translations(site.words[language.locale], newstyle=True)
    env.globals |= {"site": site, "language": language}
    _name_sections(config.extra["nav"].items, site.words[language.locale].gettext)
    return env


def N_(text):
    """Marks a word for translation that is looked up elsewhere."""
    return text


SECTIONS = (N_("About"), N_("Take part"), N_("Start"), N_("Reach people"), N_("Meet"), N_("Agree"), N_("Act"), N_("Learn"), N_("Give away"))  # the menu's sections without a page of their own


def on_nav(nav, *, config, files):
    config.extra["nav"] = nav
    return nav


def _name_sections(items, gettext):
    """A section is called as its first page, if that is its index; the pages have their headings only now."""
    for item in items:
        if item.is_section:
            first = item.children[0]
            item.title = first.title if first.is_page and first.is_index else gettext(item.title)
            _name_sections(item.children, gettext)


@event_priority(-50)
def on_page_content(html, *, page, config, files):
    return with_scrolling_tables(without_dead_controls(html))


@event_priority(-50)
def on_page_context(context, *, page, config, nav):
    site = config.extra["site"]
    language = site.language(config.theme["language"])
    return context | {"head": head(site, language, page.file.src_uri, page.title, page.meta), "source_page": getattr(page.file, "source_page", None)}


def on_post_template(output, *, template_name, config):
    """MkDocs writes 404.html at the root whatever the language; the others belong into their folders."""
    if template_name != "404.html":
        return output
    language = config.extra["site"].language(config.theme["language"])
    if language.default:
        return output
    target = Path(config.site_dir, language.folder, template_name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(output, encoding="utf-8")
    return ""
