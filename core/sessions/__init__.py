"""Sessions: the visits of a client, written as SOAP notes."""
