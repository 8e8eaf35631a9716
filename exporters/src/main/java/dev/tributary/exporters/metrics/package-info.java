/** What a service does, while it does it: for Prometheus, and as lines of the log. */
package dev.tributary.exporters.metrics;
