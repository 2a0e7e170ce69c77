/// Trakt as it is set up now; nil without a client id and secret. Settings change while the server runs.
package typealias CurrentTrakt = @Sendable () async -> (any Trakt)?
