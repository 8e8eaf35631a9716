/** What every hop asks Kafka, and how messages are sent and read there whole. */
package dev.tributary.exporters.kafka;
