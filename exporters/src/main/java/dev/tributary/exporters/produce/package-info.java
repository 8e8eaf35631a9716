/** Source to Kafka: sent once, whatever is killed and repeated. */
package dev.tributary.exporters.produce;
