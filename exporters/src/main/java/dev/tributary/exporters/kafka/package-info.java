/** Source to Kafka: sent once, whatever is killed and repeated; and what every hop asks Kafka. */
package dev.tributary.exporters.kafka;
