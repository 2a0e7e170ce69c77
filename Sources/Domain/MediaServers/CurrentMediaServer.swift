/// The household's media server as it is set up now; nil without one. Settings change while the server runs.
package typealias CurrentMediaServer = @Sendable () async -> (any MediaServer)?
