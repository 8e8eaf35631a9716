/** Files of recorded answers, read as messages of weather. */
package dev.tributary.exporters.replay;
