"""What a published site needs besides pages: head, headers, search, sitemap, feeds, open data."""
