/** What versions of a table there are, and how their rows differ. */
package dev.tributary.loaders.versions;
