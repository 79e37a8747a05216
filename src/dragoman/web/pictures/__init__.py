"""Pictures of the record, worked out on the server as places on a page; the templates draw them as SVG."""
