"""The macros: each public function of these modules returns the piece of a page that its name says, as Markdown.

Its first parameter is the page that is being made. Blocks are HTML from the templates and wait for
their page (see ``macros.render``); inline pieces are short Markdown. What a call names and the data
lacks becomes a mistake of the page, never a hole in it.
"""
