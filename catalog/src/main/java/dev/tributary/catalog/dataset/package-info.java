/** Datasets as their YAML files declare them; no second place knows these facts. */
package dev.tributary.catalog.dataset;
