"""The sentences for error codes, in English, for `ui.errors`; the catalogues translate them."""
