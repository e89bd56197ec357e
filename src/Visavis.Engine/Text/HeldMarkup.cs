using System.Text;

namespace Visavis.Engine.Text;

/// <summary>What became of characters that waited because they could still become markup.</summary>
/// <param name="Said">Stands for itself.</param>
/// <param name="Read">Comes behind it and is read anew.</param>
internal readonly record struct Release(string Said, string Read = "")
{
    /// <summary>A paragraph ends here.</summary>
    public bool EndsBlock { get; init; }

    /// <summary>Emphasis with this mark is open from here; 0 if none is.</summary>
    public char Opens { get; init; }
}

/// <summary>Characters that wait until it is clear whether they are markup of one kind; each kind waits within its limit.</summary>
internal abstract class HeldMarkup
{
    protected StringBuilder Held { get; } = new();

    public void Begin(char first) => Held.Clear().Append(first);

    /// <summary>Takes one more character; null while it is not clear.</summary>
    public abstract Release? Take(char c);

    /// <summary>Nothing more comes: what waits is taken for what it looks like.</summary>
    public virtual Release Settle() => GiveBack();

    /// <summary>It was no markup: its first character stands for itself and the rest is read anew.</summary>
    protected Release GiveBack(string next = "") => new(Held.ToString(0, 1), Held.ToString(1, Held.Length - 1) + next);
}
