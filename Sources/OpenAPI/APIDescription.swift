import CResources

/// The OpenAPI 3.1 descriptions of the surfaces, as they are served.
package enum APIDescription {
    /// The search API of the Kodi add-on.
    package static var kodi: [UInt8] { bytes(of: kinothek_kodi_description()) }
    /// The API of the Android app.
    package static var playback: [UInt8] { bytes(of: kinothek_playback_description()) }
    /// The API of Aperture's web client and scripts.
    package static var discovery: [UInt8] { bytes(of: kinothek_discovery_description()) }
    /// The API of movie-ranking's web client.
    package static var imports: [UInt8] { bytes(of: kinothek_import_description()) }
    /// The API of StashHog's web client.
    package static var curation: [UInt8] { bytes(of: kinothek_curation_description()) }

    private static func bytes(of resource: kinothek_resource) -> [UInt8] {
        Array(UnsafeBufferPointer(start: resource.bytes, count: resource.count))
    }
}
