namespace Visavis.Engine.Render;

/// <summary>The picture that represents an avatar in lists: its base picture as shipped, of the size it is painted in.</summary>
public sealed record PreviewPicture(string Path, string ContentType);
