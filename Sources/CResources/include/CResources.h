#ifndef KINOTHEK_CRESOURCES_H
#define KINOTHEK_CRESOURCES_H

#include <stddef.h>

/// A file that is part of the program.
struct kinothek_resource {
    const unsigned char *bytes;
    size_t count;
};

/// OpenAPI descriptions: JSON in UTF-8.
struct kinothek_resource kinothek_kodi_description(void);
struct kinothek_resource kinothek_playback_description(void);
struct kinothek_resource kinothek_discovery_description(void);
struct kinothek_resource kinothek_import_description(void);
struct kinothek_resource kinothek_curation_description(void);

/// The films of the demonstration: JSON Lines in UTF-8.
struct kinothek_resource kinothek_sample_films(void);

#endif
