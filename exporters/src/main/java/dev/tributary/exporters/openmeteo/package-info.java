/** What the Open-Meteo API says of places now. */
package dev.tributary.exporters.openmeteo;
