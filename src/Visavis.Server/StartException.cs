namespace Visavis.Server;

/// <summary>The program cannot do what it was asked for; the message is one sentence that says why and what to do.</summary>
public sealed class StartException(string message, int exitCode = StartException.Failed) : Exception(message)
{
    /// <summary>Something outside of the command line is wrong: a port, a folder, a library.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int WrongUse = 2;

    public int ExitCode { get; } = exitCode;
}
