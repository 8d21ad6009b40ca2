package dev.errand.platform.repository;

import java.util.Optional;

/**
 * What is wanted.
 *
 * @param what a name in an index, a Maven coordinate, an address or a path
 * @param sha256 the digest that it must have
 * @param from the only repository that it may come from, if it is a name in an index
 * @param by who wants it
 * @param atHost whether they sit at the host itself
 */
public record InstallRequest(
        String what, Optional<String> sha256, Optional<String> from, String by, boolean atHost) {}
