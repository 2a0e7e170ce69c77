/// The bounds of what is taken over from other services.
package enum SynchronisationLimits {}
