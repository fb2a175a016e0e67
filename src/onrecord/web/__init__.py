"""The web application: pages, the same as JSON, and review, over one record.

`app.application` puts it together. A page is a function from what is asked to what is shown (`pages`); it is drawn by a
template, and the same address with `.json` gives the same as data. What a page knows is worked out below this package.
"""
