mv content elsewhere
