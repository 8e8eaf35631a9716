/** Messages about wind and heat in a city, and from where on these are worth an alert. */
package dev.tributary.exporters.alert;
