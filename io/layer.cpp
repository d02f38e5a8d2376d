// placeholder removed as soon as the layer has its first source
