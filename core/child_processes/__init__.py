"""Processes of this program's own: which modules run as one, their frames, environment and isolation.

The engine and the reader of attachments use it. What the kernel restricts in them is `core.confinement`.
"""
