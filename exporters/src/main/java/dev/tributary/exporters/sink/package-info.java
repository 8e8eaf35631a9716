/** Kafka to HDFS by place: each message once, in a file of the place that it is of. */
package dev.tributary.exporters.sink;
