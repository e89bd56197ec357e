namespace Visavis.Server.Tests;

/// <summary>
/// Tests that each keep a core busy (looks being made, words being recognised) run one after the other: the recogniser stands back behind all
/// other work, and on a small machine its words would come after the patience of a session.
/// </summary>
[CollectionDefinition(Name)]
public sealed class HeavyWork
{
    public const string Name = "heavy work";
}
