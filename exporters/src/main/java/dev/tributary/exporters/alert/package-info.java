/** Alerts of wind and heat. */
package dev.tributary.exporters.alert;
