/** Pages of weapons, read as messages. */
package dev.tributary.exporters.page;
