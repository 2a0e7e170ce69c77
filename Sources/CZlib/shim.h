#pragma once
#include <zlib.h>

// inflateInit2 is a macro, which Swift does not import. 31 = 15 bits of window, plus 16 for the gzip wrapper.
static inline int kinothek_inflate_init(z_stream *stream) {
    return inflateInit2(stream, 31);
}
