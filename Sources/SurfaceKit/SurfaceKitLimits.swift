/// The bounds that hold for every surface.
package enum SurfaceKitLimits {
    /// A JSON body that is larger is refused with 413.
    package static let bodyBytesMax = 1 << 20
    /// A submitted form that is larger is refused with 413.
    package static let formBytesMax = 16 << 10
    /// Bytes of a request's head; longer ones are refused by the HTTP parser.
    package static let headerBytesMax = 32 << 10
    package static let headerCountMax = 100
    /// A connection on which nothing happens is closed.
    package static let idleSeconds: Int64 = 60
    /// Entries of `X-Forwarded-For` that are looked at, from the nearest proxy outwards.
    package static let forwardedHopsMax = 16
    /// Characters of a forwarded host name.
    package static let hostCharactersMax = 255
    package static let rateWindowSeconds = 60.0
    /// Lists and objects inside each other in a JSON body.
    package static let jsonDepthMax = 512
    /// Visible ASCII characters of an idempotency key.
    package static let idempotencyKeyCharactersMax = 255
    /// Tags of an `If-None-Match` header that are looked at.
    package static let matchedTagsMax = 64
}
