/// The OpenAPI 3.1 descriptions of the surfaces, as they are served.
///
/// A target of its own, because compiling embedded files takes longer than compiling the surfaces.
package enum APIDescription {
    /// The search API of the Kodi add-on.
    package static var kodi: [UInt8] { PackageResources.kodi_openapi_json }
    /// The API of the Android app.
    package static var playback: [UInt8] { PackageResources.playback_openapi_json }
}
