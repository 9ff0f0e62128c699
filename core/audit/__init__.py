"""The audit log and the manifests of charts, written in the transaction of the action that they record."""
