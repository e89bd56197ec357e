namespace Visavis.Engine.Tests;

/// <summary>Voices that are not part of the checkout: the nearest folder "shared/voices" above it.</summary>
internal static class SharedVoices
{
    /// <summary>Null if there is none.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "shared", "voices");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }
        return null;
    }
}

/// <summary>A test of voices that are not part of the checkout; skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedVoicesFactAttribute : FactAttribute
{
    public SharedVoicesFactAttribute()
    {
        if (SharedVoices.Folder is null)
        {
            Skip = "There is no folder shared/voices above the checkout.";
        }
    }
}

/// <summary>As <see cref="SharedVoicesFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedVoicesTheoryAttribute : TheoryAttribute
{
    public SharedVoicesTheoryAttribute()
    {
        if (SharedVoices.Folder is null)
        {
            Skip = "There is no folder shared/voices above the checkout.";
        }
    }
}
