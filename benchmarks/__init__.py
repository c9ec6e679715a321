"""Measurements that tests do not assert: see docs/performance.md."""
