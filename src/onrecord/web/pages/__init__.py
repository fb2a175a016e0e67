"""One module a page: what is asked, what the record answers, and which template shows it."""
