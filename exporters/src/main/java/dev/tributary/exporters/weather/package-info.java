/** Messages of weather, composed of what the OpenWeather API answers. */
package dev.tributary.exporters.weather;
