namespace Visavis.Engine.Hearing;

/// <summary>Sound could not be recognised; the message says why.</summary>
public sealed class RecogniserException(string message, Exception? inner = null) : Exception(message, inner);
