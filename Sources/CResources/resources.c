#include "CResources.h"

// The compiler of C takes a file in as it is. As a Swift array of numbers, which the package manager would make of it,
// the same file takes minutes.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char kodi_description[] = {
#embed "../OpenAPI/Descriptions/kodi_openapi.json"
};

static const unsigned char playback_description[] = {
#embed "../OpenAPI/Descriptions/playback_openapi.json"
};

static const unsigned char discovery_description[] = {
#embed "../OpenAPI/Descriptions/discovery_openapi.json"
};

static const unsigned char import_description[] = {
#embed "../OpenAPI/Descriptions/import_openapi.json"
};

static const unsigned char curation_description[] = {
#embed "../OpenAPI/Descriptions/curation_openapi.json"
};

static const unsigned char sample_films[] = {
#embed "../SampleCatalogue/films.jsonl"
};

#define RESOURCE(array) ((struct kinothek_resource){.bytes = array, .count = sizeof array})

struct kinothek_resource kinothek_kodi_description(void) { return RESOURCE(kodi_description); }
struct kinothek_resource kinothek_playback_description(void) { return RESOURCE(playback_description); }
struct kinothek_resource kinothek_discovery_description(void) { return RESOURCE(discovery_description); }
struct kinothek_resource kinothek_import_description(void) { return RESOURCE(import_description); }
struct kinothek_resource kinothek_curation_description(void) { return RESOURCE(curation_description); }
struct kinothek_resource kinothek_sample_films(void) { return RESOURCE(sample_films); }
