"""sitemap.xml and robots.txt: the pages that really exist, each with its translations."""

from __future__ import annotations

from xml.etree import ElementTree

from publisher.site import Site
from publisher.web.head import alternates

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(site: Site) -> bytes:
    """Every page in every language it exists in; no fallback, no date that we do not know."""
    ElementTree.register_namespace("", SITEMAP)
    ElementTree.register_namespace("xhtml", XHTML)
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for path in site.paths:
        links = alternates(site, path)
        for language in site.languages_of(path):
            entry = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
            ElementTree.SubElement(entry, f"{{{SITEMAP}}}loc").text = site.absolute(path, language)
            for tag, url in links:
                ElementTree.SubElement(entry, f"{{{XHTML}}}link", rel="alternate", hreflang=tag, href=url)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def robots(site: Site) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.url}sitemap.xml\n"
