import CResources

/// The films that `kinothek demo` starts with: facts and the product's own words, in the format of `catalogue load`.
package enum SampleFilms {
    package static var bytes: [UInt8] {
        let films = kinothek_sample_films()
        return Array(UnsafeBufferPointer(start: films.bytes, count: films.count))
    }
}
